import { WrongUsage, readArguments, type Command } from '../command.ts';
import { addUser } from './actions.ts';

export const userAddCommand: Command = {
  name: 'user add',
  usage: 'user add E-POST [--name NAMN]',
  summary: 'skapar ett konto för en sekreterare; lösenordet läses som en rad från standard in',
  run: async (context, args, io) => {
    const { values, positionals } = readArguments(args, { name: { type: 'string' } });
    const [email, ...rest] = positionals;
    if (!email) throw new WrongUsage('Ange en e-postadress.');
    if (rest.length)
      throw new WrongUsage(
        'Ange bara en e-postadress. Lösenordet skrivs på standard in, aldrig som argument.',
      );
    const [password = ''] = (await io.input()).split(/\r?\n/, 1);
    const result = await addUser(context, { email, name: values.name?.trim() ?? '', password });
    if ('errors' in result) {
      for (const fault of Object.values(result.errors)) io.err(fault);
      return 1;
    }
    io.out('Kontot är skapat. Logga in på ' + `${context.config.baseUrl}/admin/logga-in`);
    return 0;
  },
};

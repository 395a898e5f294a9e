/** What `?klart=KEY` says after a change. */
const CONFIRMATIONS: Readonly<Record<string, string>> = {
  skapat: 'Mötet är tillagt. Tider, plats och dagordning är hämtade från inställningarna.',
  sparat: 'Ändringarna är sparade.',
  flyttat: 'Mötet är flyttat. Den gamla adressen leder hit.',
  datum: 'Datumet är tillagt.',
  bestamt: 'Datumet är bestämt.',
  installt: 'Mötet är inställt.',
  angrat: 'Mötet är inte längre inställt.',
  hallet: 'Mötet är markerat som hållet.',
  'inte-hallet': 'Mötet är inte längre markerat som hållet.',
  'inte-hallet-kvar':
    'Mötet är inte längre markerat som hållet. Punkter som redan är på gång på ett annat möte ligger kvar där.',
  'punkt-andrad': 'Punkten är ändrad. Utkastet till minnesanteckningar följer med.',
  'punkt-inlagd': 'Punkten ligger nu på dagordningen. De medverkande får frågan på nytt.',
  visas: 'Dagordning och medverkande syns nu på den öppna sidan.',
  inbjudan:
    'Inbjudan är gjord: mötet är bekräftat och syns med dagordning. Inget mejl är skickat än. Det gör du under Inbjudan.',
  dagordning: 'Dagordningen är sparad.',
  borttagen: 'Punkten är borttagen.',
  vantar: 'Punkten är borttagen härifrån. Nu väntar den på ett nytt möte. Du hittar den under Temabanken.',
  medverkande: 'De medverkande är sparade.',
};

export function confirmation(key: unknown): string | undefined {
  return typeof key === 'string' && Object.hasOwn(CONFIRMATIONS, key) ? CONFIRMATIONS[key] : undefined;
}

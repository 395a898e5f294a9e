import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { checkMinutes } from '../../server/checks/check-minutes.ts';
import { recogniseBytes } from '../../server/imports/file-actions.ts';
import { minutesContentOf } from '../../server/imports/minutes-content.ts';
import { KNOWN } from './known.ts';

const folder = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));
const isThere = existsSync(folder);
if (!isThere) console.log('De riktiga texterna finns inte bredvid projektet; testet av dem hoppas över.');

/** Nobody of theirs is in the register. */
const STRANGERS = { ...KNOWN, names: [], organisations: [] };

it.skipIf(!isThere)('stops the real minutes for names and an address only, and says where', async () => {
  const files = await Promise.all(
    readdirSync(folder).map((name) => recogniseBytes(name, readFileSync(folder + name), undefined)),
  );
  const minutes = files.flatMap(({ meetings }) => meetings).filter(({ kind }) => kind === 'minutes');
  const blocked = minutes.map((one) => {
    const found = checkMinutes(minutesContentOf(one), STRANGERS);
    console.log(
      `${one.date}\n${found.map(({ rule, field, words }) => `  ${rule} ${field}: ${words.slice(0, 60)}`).join('\n')}`,
    );
    return new Set(found.filter(({ blocks }) => blocks).map(({ rule, words }) => `${rule} ${words}`));
  });
  const speakers = minutes.map(({ sections }) =>
    sections.flatMap((section) => section.speakers.map(({ name }) => `name ${name}`)),
  );
  expect(
    blocked.map((one) => [...one].filter((said) => said.startsWith('name '))).map((one) => one.toSorted()),
  ).toEqual(speakers.map((one) => [...new Set(one)].toSorted()));
  expect(
    blocked
      .flatMap((one) => [...one])
      .filter((said) => !said.startsWith('name '))
      .map((said) => said.split(' ')[0]),
  ).toEqual(['email']);
});

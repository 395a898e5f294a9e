import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WrongUsage } from '../../server/command.ts';
import { transaction } from '../../server/context.ts';
import { importCommand } from '../../server/imports/command.ts';
import { listMeetings } from '../../server/meetings/queries.ts';
import { findLatestRevision, findPublicMinutes } from '../../server/minutes/queries.ts';
import { saveSpeaker } from '../../server/speakers/queries.ts';
import { createTestContext } from '../support/app.ts';

const MINUTES = `Öppen utvecklingsgrupp 19 oktober 2026

Tema: Grannar emellan

Soppluncherna

Tuva Påhittsson från Lärkdalens Gryta berättade om soppluncherna. Ring 070-123 45 67.

Tuva Påhittsson är sjukskriven.
`;
const NAME = 'Namnet finns varken i registret eller på dagordningen.';
const LISTED = [
  `  Namn i Soppluncherna, medverkande: ”Tuva Påhittsson”. ${NAME}`,
  `  Namn i Soppluncherna: ”Tuva Påhittsson”. ${NAME}`,
  '  Telefonnummer i Soppluncherna: ”070-123 45 67”. Telefonnumret är inte ett av gruppens.',
  `  Namn i Soppluncherna: ”Tuva Påhittsson”. ${NAME}`,
  '  Hälsa och stöd i Soppluncherna: ”sjukskriven”. Det säger något om en persons hälsa eller stöd.',
];

let folder: string;
let context: ReturnType<typeof createTestContext>['context'];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gemensam-import-'));
  ({ context } = createTestContext());
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(text: string, ...flags: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const file = join(folder, 'a.txt');
  writeFileSync(file, text);
  const io = {
    out: (line: string) => void out.push(line),
    err: (line: string) => void err.push(line),
    input: async () => '',
  };
  return {
    code: await importCommand.run(context, [file, ...flags], io),
    out: out.join('\n'),
    err: err.slice(1, -1),
  };
}

async function stored() {
  const [meeting] = await listMeetings(context.db);
  const { id } = meeting!;
  const overrules = await context.db
    .selectFrom('minutes_overrule')
    .select(['rule', 'reason', 'user_id'])
    .orderBy('rule')
    .execute();
  const checks = await context.db
    .selectFrom('minutes_check')
    .select(['overruled', 'reason', 'user_id'])
    .execute();
  const isPublic = Boolean(await findPublicMinutes(context.db, id));
  return { isPublic, isDraft: Boolean(await findLatestRevision(context.db, id)), overrules, checks };
}

it('keeps what the check stops as a draft, lists it and answers 1, each time', async () => {
  for (const said of ['sparat', 'oförändrat']) {
    const { code, out, err } = await run(MINUTES, '--publish');
    expect([code, out.includes(`  ${said}: /moten/2026-10-19`)]).toEqual([1, true]);
    expect(err).toEqual(LISTED);
    expect(await stored()).toEqual({ isPublic: false, isDraft: true, overrules: [], checks: [] });
  }
});

it('publishes it for a reason, which is kept for each finding and for the whole', async () => {
  expect((await run(MINUTES, '--publish')).code).toBe(1);
  const { code, out } = await run(MINUTES, '--publish', '--reviewed', 'redan publicerad');
  expect([code, out.includes('  publicerat: /moten/2026-10-19')]).toEqual([0, true]);
  const why = { reason: 'redan publicerad', user_id: null };
  expect(await stored()).toEqual({
    isPublic: true,
    isDraft: true,
    overrules: ['health', 'name', 'telephone'].map((rule) => ({ rule, ...why })),
    checks: [{ overruled: 3, ...why }],
  });
});

it('publishes without a reason what the check lets through', async () => {
  await transaction(context, (trx) =>
    saveSpeaker(trx, { name: 'Tuva Påhittsson', role: null, organisation: null }, context.now()),
  );
  const harmless = MINUTES.replace(' Ring 070-123 45 67.', '').replace(
    '\nTuva Påhittsson är sjukskriven.\n',
    '',
  );
  expect((await run(harmless, '--publish')).code).toBe(0);
  expect(await stored()).toEqual({
    isPublic: true,
    isDraft: true,
    overrules: [],
    checks: [{ overruled: 0, reason: '', user_id: null }],
  });
});

it.each([[['--reviewed', 'x']], [['--publish', '--reviewed', ' ']]])(
  'calls %s wrong usage',
  async (flags) => {
    await expect(run(MINUTES, ...flags)).rejects.toThrow(WrongUsage);
  },
);

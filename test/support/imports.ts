import { transaction, type Context } from '../../server/context.ts';
import { insertBatch } from '../../server/imports/batch-queries.ts';
import type { Doubt } from '../../server/imports/doubts.ts';
import { insertFind } from '../../server/imports/find-queries.ts';
import type { RecognisedMeeting } from '../../server/recognition/recognised.ts';
import { recognise } from '../../server/recognition/recognise.ts';
import { insertReadFile, insertRun } from '../../server/imports/run-queries.ts';

const TEXT = `Öppen utvecklingsgrupp tisdag 19 oktober 2026

Tema: Grannar emellan

Soppluncherna

Tuva Påhittson från Lärkdalens Gryta berättade om soppluncherna som har gått runt i trapphusen sedan i våras.
`;

const DOUBTS: Doubt[] = [
  {
    field: 'date',
    why: '2026-10-19 är en måndag, men i texten står tisdag.',
    source: 'Öppen utvecklingsgrupp tisdag 19 oktober 2026',
    value: '2026-10-19',
  },
  {
    field: 'person',
    why: 'Namnet liknar en person som redan finns.',
    source: 'Tuva Påhittson från Lärkdalens Gryta berättade om soppluncherna.',
    value: 'Tuva Påhittson',
    other: 'Tuva Påhittsson',
  },
];

/** Uploaded texts in every state that the review shows, and an import to undo. */
export function addReview(context: Context): Promise<{ run: number; batch: number }> {
  const { meetings } = recognise({ file: 'gamla anteckningar.docx', text: TEXT, format: 'text' });
  const meeting = meetings[0] as RecognisedMeeting;
  return transaction(context, async (trx) => {
    const run = await insertRun(trx, { at: context.now(), user_id: 1, year: null }, [
      {
        name: 'en-lang-fil-utan-mellanslag-i-namnet-fran-2019-version-slutlig-ny.pdf',
        stored_as: null,
        fault: 'Filen är trasig.',
      },
    ]);
    const file = await insertReadFile(trx, run, meeting.file, null);
    for (const [key, state, doubts] of [
      ['a', 'waiting', DOUBTS],
      ['b', 'waiting', []],
      ['c', 'skipped', []],
      ['d', 'known', []],
    ] as const)
      await insertFind(trx, {
        runId: run,
        file_id: file,
        key,
        meeting,
        doubts: [...doubts],
        state,
        origin: { addresses: [], attachments: [] },
        source: null,
        notes: ['Länken leder ingenstans. ”Läs mer”'],
      });
    return { run, batch: await insertBatch(trx, context.now(), 1) };
  });
}

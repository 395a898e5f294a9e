import type { Trx } from '../../db/schema.ts';
import { insertMaterial } from '../documents/queries.ts';

/** One page that says its title, as PDF 1.4 (ISO 32000-1 7.5). */
function pdfOf(title: string): Buffer {
  const text = `BT /F1 28 Tf 60 400 Td (${title.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const starts = objects.map((object, index) => {
    const start = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const lines = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${lines}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}

/** Slides that a speaker of each of these meetings has handed in and allows everybody to see. */
export async function fillMaterial(
  trx: Trx,
  meetings: readonly { id: number }[],
  now: string,
): Promise<void> {
  for (const { id: meeting_id } of meetings) {
    const speaker = await trx
      .selectFrom('agenda_speaker')
      .innerJoin('agenda_item', 'agenda_item.id', 'agenda_speaker.agenda_item_id')
      .select(['agenda_speaker.id', 'agenda_speaker.speaker_id', 'agenda_item.title'])
      .where('agenda_item.meeting_id', '=', meeting_id)
      .where('agenda_speaker.answer', '=', 'yes')
      .orderBy('agenda_item.position')
      .executeTakeFirst();
    if (!speaker) continue;
    const said = { agenda_speaker_id: speaker.id, kind: 'material', given: 1, at: now } as const;
    await trx
      .insertInto('consent')
      .values(said)
      .onConflict((conflict) => conflict.columns(['agenda_speaker_id', 'kind']).doUpdateSet({ given: 1 }))
      .execute();
    const rest = { kind: 'slides', file_name: 'bilder.pdf', media_type: 'application/pdf' } as const;
    const material = { title: `Bilder: ${speaker.title}`, ...rest, meeting_id, created_at: now };
    await insertMaterial(trx, { ...material, agenda_speaker_id: speaker.id }, pdfOf(speaker.title));
  }
}

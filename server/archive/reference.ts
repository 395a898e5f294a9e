import { dayAndMonth } from '../shared/time.ts';

interface Cited {
  groupName: string;
  date: string;
  url: string;
}

/** "Torggruppen, minnesanteckningar 21 oktober 2019, avsnittet ”Läxhjälp”, https://…#avsnitt-3" for whoever quotes the text. */
export function referenceText(
  { groupName, date, url }: Cited,
  section?: { id: string; heading: string },
): string {
  const when = `minnesanteckningar ${dayAndMonth(date)} ${date.slice(0, 4)}`;
  const where = section
    ? [`avsnittet ”${section.heading.replace(/["“”„]/g, '’')}”`, `${url}#${section.id}`]
    : [url];
  return [groupName, when, ...where].join(', ');
}

import { readLink } from '../shared/html.ts';
import { lineField, listField, rawField, tooLong, type Body, type Errors } from '../shared/fields.ts';
import { isDate, mediumDate, monthName } from '../shared/time.ts';

export const KINDS = {
  report: 'Rapport',
  article: 'Artikel',
  plan: 'Program eller plan',
  decision: 'Beslut eller protokoll',
  slides: 'Presentation',
  picture: 'Bild',
  other: 'Annat',
} as const;
export type DocumentKind = keyof typeof KINDS;

export interface DocumentValues {
  title: string;
  kind: string;
  source: string;
  /** As it was typed. */
  date: string;
  url: string;
  meetings: string[];
  themes: string[];
  /** The mark of what is found in it and may stand all the same, and why. */
  anyway: string;
  reason: string;
}

export const EMPTY: DocumentValues = {
  title: '',
  kind: 'report',
  source: '',
  date: '',
  url: '',
  meetings: [],
  themes: [],
  anyway: '',
  reason: '',
};

const NO_LINK = 'Länken ska börja med https:// eller http://. Kopiera den från webbläsarens adressfält.';
const NO_DATE =
  'Skriv datumet som 2021-12-20. Det går också bra med bara år och månad, 2021-12, eller år, 2021.';
const NOT_HTTP = /^\s*(?!https?:)[a-z][a-z\d+.-]*:/i;

export function readDocumentForm(body: Body): { values: DocumentValues; errors: Errors } {
  const values: DocumentValues = {
    title: lineField(body, 'title'),
    kind: rawField(body, 'kind') || EMPTY.kind,
    source: lineField(body, 'source'),
    date: lineField(body, 'date'),
    url: lineField(body, 'url'),
    meetings: listField(body, 'meetings').filter(Boolean),
    themes: listField(body, 'themes').filter(Boolean),
    anyway: rawField(body, 'anyway'),
    reason: lineField(body, 'reason'),
  };
  const faults: [keyof DocumentValues, string | undefined][] = [
    ['title', values.title ? tooLong(values.title, 200) : 'Skriv vad underlaget heter.'],
    ['kind', Object.hasOwn(KINDS, values.kind) ? undefined : 'Välj vad det är för slags underlag.'],
    ['source', tooLong(values.source, 200)],
    ['date', values.date && !isPartialDate(values.date) ? NO_DATE : undefined],
    ['url', linkFault(values.url)],
    ['reason', tooLong(values.reason, 500)],
  ];
  const errors = Object.fromEntries(faults.filter((fault) => fault[1] !== undefined)) as Errors;
  return { values, errors };
}

function linkFault(url: string): string | undefined {
  if (!url) return undefined;
  if (NOT_HTTP.test(url) || !readLink(url)) return NO_LINK;
  return tooLong(url, 2000);
}

/** A day, a month or a year: older reports seldom tell more. */
function isPartialDate(text: string): boolean {
  return isDate(text) || isDate(`${text}-01`) || isDate(`${text}-01-01`);
}

/** "20 december 2021", "december 2021" or "2021". */
export function dateText(date: string): string {
  if (date.length <= 4) return date;
  return date.length === 7 ? `${monthName(`${date}-01`)} ${date.slice(0, 4)}` : mediumDate(date);
}

const ENDINGS: Record<string, string> = {
  pdf: 'PDF',
  docx: 'Word',
  pptx: 'PowerPoint',
  txt: 'text',
  md: 'Markdown',
  png: 'bild',
  jpg: 'bild',
};

interface Told {
  kind: DocumentKind;
  source: string;
  dated_on: string | null;
  file_name: string | null;
  bytes: number | null;
  url: string | null;
}

/** What somebody gets who opens it: "PDF, 1,2 MB", or the host of the link. */
function formText({ file_name, bytes, url }: Told): string {
  if (!file_name || bytes === null) return url ? `länk till ${new URL(url).hostname}` : '';
  const ending = file_name.split('.').at(-1)!;
  return `${ENDINGS[ending] ?? ending.toUpperCase()}, ${sizeText(bytes)}`;
}

/** What kind it is, whose, from when and in what form. */
export function lineOf(document: Told): string {
  const { kind, source, dated_on } = document;
  return [KINDS[kind], source, dated_on && dateText(dated_on), formText(document)].filter(Boolean).join(', ');
}

function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;
}

const EXCERPT = 700;

/** Its beginning, ended after a whole word. */
export function excerptOf(text: string): string {
  if (text.length <= EXCERPT) return text;
  return `${text.slice(0, EXCERPT).replace(/\s+\S*$/, '')} …`;
}

export interface DocumentGroup<T> {
  /** Undefined: of no theme. */
  theme: { slug: string; title: string } | undefined;
  documents: T[];
}

/** By theme; what has two stands with both, and what has none comes last. */
export function groupDocuments<T extends { id: number }>(
  documents: readonly T[],
  tied: ReadonlyMap<number, { themes: readonly { slug: string; title: string }[] }>,
): DocumentGroup<T>[] {
  const themesOf = ({ id }: T) => tied.get(id)?.themes ?? [];
  const themes = new Map(documents.flatMap(themesOf).map((theme) => [theme.slug, theme]));
  const groups: DocumentGroup<T>[] = [...themes.values()]
    .toSorted((one, other) => one.title.localeCompare(other.title, 'sv'))
    .map((theme) => ({
      theme,
      documents: documents.filter((one) => themesOf(one).some(({ slug }) => slug === theme.slug)),
    }));
  const rest = documents.filter((one) => !themesOf(one).length);
  return rest.length ? [...groups, { theme: undefined, documents: rest }] : groups;
}

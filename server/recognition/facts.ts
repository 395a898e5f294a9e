import type { Block } from './blocks.ts';
import type { DateMention } from './dates.ts';
import { findDates } from './dates.ts';
import { firstLink, plainText } from './inline-markdown.ts';
import { knownHeading } from './known-headings.ts';
import type { Label, Labelled } from './labels.ts';
import { readLabel } from './labels.ts';
import { bareHours, findTimes } from './times.ts';

export type Facts = {
  date: DateMention | null;
  dateLine: string;
  start: string | null;
  end: string | null;
  place: string | null;
  online: string | null;
  theme: string | null;
  labels: number;
  rest: Block[];
};

const ONLINE =
  /(?:[,;]? *\((?:och |även |samt |eller )?|[,;]? +(?:och|samt|eller|även) +|^|[,;] *)((?:digitalt|online|på distans|via (?:teams|zoom|länk|video)|teams|zoom|videomöte)(?!\p{L})[^()]{0,300}(?:\([^()]{0,300}\))?[^()]{0,100})\)?\.?$/iu;

export function takeFacts(blocks: Block[]): Facts {
  const facts: Facts = {
    date: null,
    dateLine: '',
    start: null,
    end: null,
    place: null,
    online: null,
    theme: null,
    labels: 0,
    rest: [],
  };
  const taken = new Set<Label>();
  let open = true;
  blocks.forEach((block, n) => {
    open &&= !(block.kind !== 'list' && knownHeading(plainText(block.text)));
    const labelled = open && block.kind === 'paragraph' ? readLabel(block.text) : null;
    if (
      !labelled ||
      (taken.has(labelled.label) && !isOtherTime(facts, labelled)) ||
      !takeFact(facts, labelled.label, labelled.value, blocks[n + 1])
    ) {
      facts.rest.push(
        labelled?.label === 'theme' && !taken.has('theme') ? themeHeading(facts, labelled.value) : block,
      );
    }
    if (labelled) taken.add(labelled.label);
  });
  return facts;
}

/** The day and the hours may stand on a line each. */
function isOtherTime(facts: Facts, { label, value }: Labelled): boolean {
  if (label !== 'time') return false;
  const text = plainText(value);
  return facts.start === null ? findDates(text).length === 0 : facts.date === null && !findTimes(text);
}

function themeHeading(facts: Facts, value: string): Block {
  facts.theme = plainText(value);
  return { kind: 'paragraph', text: value };
}

function takeFact(facts: Facts, label: Label, value: string, next: Block | undefined): boolean {
  if (label !== 'theme') facts.labels += 1;
  if (label === 'both') return takeTimeAndPlace(facts, value);
  if (label === 'time') return takeTime(facts, value);
  if (label === 'place') return takePlace(facts, value);
  if (label === 'online') return takeOnline(facts, value);
  if (next?.kind === 'list') return false;
  facts.theme = plainText(value);
  return true;
}

function takeTime(facts: Facts, value: string): boolean {
  const left = timeIn(facts, value);
  return left !== undefined && !/[\p{L}\d]/u.test(left.replace(new RegExp(GLUE, 'giu'), ''));
}

const GLUE = '(?<!\\p{L})(?:klockan|kl|den|och|mellan|från)(?!\\p{L})';

/** "18 oktober kl. 13.30-15.30, Vävstugan" or "Vävstugan 18 oktober kl. 13.30" */
function takeTimeAndPlace(facts: Facts, value: string): boolean {
  const left = timeIn(facts, value);
  if (left === undefined) return false;
  const edge = new RegExp(`^(?:[\\s.,;:–-]|${GLUE})+|(?:[\\s.,;:–-]|${GLUE})+$`, 'giu');
  const place = left.replace(edge, '').replace(/^(?:i|på) (?=\p{Lu})/u, '');
  return place === '' || takePlace(facts, place);
}

/** What stands beside date and times; undefined without either. */
function timeIn(facts: Facts, value: string): string | undefined {
  const text = plainText(value);
  const [date] = findDates(text);
  const times = findTimes(text) ?? bareHours(date ? text.replace(date.text, '') : text);
  if (!date && !times) return undefined;
  facts.date ??= date ?? null;
  facts.dateLine = text;
  facts.start ??= times?.start ?? null;
  facts.end ??= times?.end ?? null;
  return text.replace(date?.text ?? '', '').replace(times?.text ?? '', '');
}

function takePlace(facts: Facts, value: string): boolean {
  const online = ONLINE.exec(value);
  if (online?.[1] !== undefined) facts.online ??= firstLink(value) ?? plainText(online[1]);
  facts.place = plainText(online ? value.slice(0, online.index) : value).replace(/[.,;]$/, '') || null;
  return true;
}

function takeOnline(facts: Facts, value: string): boolean {
  facts.online = firstLink(value) ?? plainText(value);
  return facts.online !== '';
}

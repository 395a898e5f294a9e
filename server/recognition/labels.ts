const LABELS = {
  both: /^(?:tid och plats|plats och tid|när och var|var och när)$/,
  time: /^(?:tid|datum och tid|dag|dag och tid|när|datum|klockan|tidpunkt)$/,
  place: /^(?:plats|var|lokal|mötesplats|adress)$/,
  online: /^(?:digitalt|online|länk|videomöte|teams|zoom|delta digitalt|på distans)$/,
  theme: /^(?:tema|teman|vad|ämne|dagens tema|mötets tema)$/,
};

const LONGEST_FACT = 600;
const NEXT_FACT = /(?<=\S)(?<! och)[ ,;]+(?=(?:tid|plats|lokal|tema) ?: ?\S)/iu;

export type Label = keyof typeof LABELS;
export type Labelled = { label: Label; value: string };

export function readLabel(line: string): Labelled | null {
  const [, mark = '', word = '', value = ''] =
    /^(\*\*|__)?(\p{L}[\p{L} ]{1,20}? ?:|(?:när|var)\?|tema ?[-–](?= ))(?:\*\*|__)?\s*(\S.*)$/isu.exec(
      line,
    ) ?? [];
  const name = word.replace(/ ?[-–:?]$/, '').toLowerCase();
  const label = (Object.keys(LABELS) as Label[]).find((key) => LABELS[key].test(name));
  if (label === undefined || value.length > LONGEST_FACT) return null;
  return { label, value: (mark === '' ? value : value.replace(/^(\*\*|__)\s*/, '')).trim() };
}

/** "Datum: 18/11 Tid: 13.30 Plats: Vävstugan" is three facts. */
export function factsOn(line: string): string[] {
  return isLabelled(line) ? line.split(NEXT_FACT) : [line];
}

export function isLabelled(line: string): boolean {
  return readLabel(line) !== null;
}

const EMAIL = /[\p{L}\d][\p{L}\d._%+-]{0,63}@[a-z\d](?:[a-z\d-]{0,62}\.){1,5}[a-z]{2,20}/iu;
const ASKS_FOR_THEMES = /tema|teman|förslag|idé|tips|önsk|ämne|ta upp/i;

export function findContact(lines: string[]): string | null {
  const asking = lines.filter((line) => line.includes('@') && ASKS_FOR_THEMES.test(line));
  return asking.map((line) => EMAIL.exec(line)?.[0]).find((address) => address !== undefined) ?? null;
}

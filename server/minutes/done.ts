const DONE: Record<string, string> = {
  sparat: 'Texten är sparad som utkast.',
  inklistrat: 'Texten är inlagd och sparad som utkast. Läs igenom den här.',
  antecknat: 'Anteckningarna är sparade.',
  fragade: 'Frågan är på väg. Svaren syns här.',
  publicerat: 'Minnesanteckningarna är publicerade.',
  andrat: 'Texten är ändrad.',
  sammanfattat: 'Kort sagt är sparat.',
  kvar: 'Orden får stå kvar. Skälet är sparat.',
  ater: 'Orden ska granskas igen.',
  placerat: 'Texten är flyttad.',
  kastat: 'Texten utan plats är borttagen.',
  rattat: 'Rättelsen syns nu för alla.',
  not: 'Rättelsen och noten syns nu för alla.',
  avpublicerat: 'Minnesanteckningarna är avpublicerade. Utkastet finns kvar här.',
  aterstallt: 'Den äldre texten är tillbaka som utkast.',
};

/** What the address' `?klart=` says, as a sentence. */
export function doneSentence(key: unknown): string | undefined {
  return typeof key === 'string' && Object.hasOwn(DONE, key) ? DONE[key] : undefined;
}

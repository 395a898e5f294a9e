const YEARS = /\b(?:19|20)\d\d\s*[-–/]\s*(?:19|20)\d\d\b/g;
const NUMBER = /\+?\(?\d[\d\s().\u00a0/‐-―-]*\d/g;

/** What must not stand in a text that everybody sees, such as a name, a role or an organisation; undefined when it may be printed. */
export function printableFault(text: string): string | undefined {
  if (/\S\s?(?:@|\(at\)|\[at\])\s?\S/i.test(text))
    return 'Texten syns för alla. Ta bort e-postadressen härifrån.';
  return hasTelephoneNumber(text) ? 'Texten syns för alla. Ta bort telefonnumret härifrån.' : undefined;
}

/** Years, house numbers and "1177" are no telephone numbers. */
function hasTelephoneNumber(text: string): boolean {
  return [...text.replace(YEARS, ' ').matchAll(NUMBER)].some(([found]) => {
    const digits = found.replace(/\D/g, '').length;
    return digits >= 9 || (digits >= 7 && /^\(?[+0]/.test(found));
  });
}

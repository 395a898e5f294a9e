import type { TestApp } from './app.ts';

const decode = (raw: string) =>
  raw
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The fields of the board's form as a browser would send them back. */
export function boardFields(html: string): Record<string, string> {
  const form = html.match(/<form method="post" action="[^"]+\/teman">([\s\S]*?)<\/form>/)?.[1] ?? '';
  const inputs = [...form.matchAll(/<input(?=[^>]* name="([^"]+)")(?=[^>]* value="([^"]*)")[^>]*>/g)];
  const selects = [...form.matchAll(/<select[^>]* name="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g)].map(
    ([, name, options]) => [name!, options!.match(/value="([^"]*)" selected/)?.[1] ?? ''],
  );
  return Object.fromEntries([
    ...inputs.map(([, name, value]) => [name!, decode(value!)]),
    ...selects,
  ]) as Record<string, string>;
}

export async function boardForm(app: Pick<TestApp, 'get'>, term: string): Promise<Record<string, string>> {
  return boardFields((await app.get(`/admin/terminer/${term}`)).text);
}

/** What is wrong, by the id of its field. */
export function faultsIn(html: string): Record<string, string> {
  const faults = html.matchAll(/<p class="fault" id="f-([^"]+)-error">([^<]*)<\/p>/g);
  return Object.fromEntries([...faults].map(([, name, text]) => [name!, decode(text!)]));
}

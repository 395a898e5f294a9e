/** Who has the page open now, and which field is being written in; forgotten when the page has been silent for a while. */
export interface Writer {
  userId: number;
  name: string;
  /** "" when the person only reads. */
  field: string;
}

const SILENT_MS = 30_000;
const MOST = 50;

export class Writers {
  readonly #pages = new Map<string, Map<string, Writer & { at: number }>>();

  /** Notes the page `client` and tells of the others at the same minutes. */
  meet(slug: string, client: string, writer: Writer, now: string): Writer[] {
    const at = Date.parse(now);
    const pages = this.#pages.get(slug) ?? new Map<string, Writer & { at: number }>();
    for (const [key, page] of pages) if (Math.abs(at - page.at) > SILENT_MS) pages.delete(key);
    if (pages.size < MOST) pages.set(client, { ...writer, at });
    this.#pages.set(slug, pages);
    this.#forgetEmpty(at);
    return [...pages]
      .filter(([key]) => key !== client)
      .map(([, { userId, name, field }]) => ({ userId, name, field }));
  }

  #forgetEmpty(at: number): void {
    for (const [slug, pages] of this.#pages)
      if ([...pages.values()].every((page) => Math.abs(at - page.at) > SILENT_MS)) this.#pages.delete(slug);
  }
}

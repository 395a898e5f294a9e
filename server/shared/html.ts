/** HTML that may be printed as it is: made by our renderer, or of escaped parts. */
export class SafeHtml {
  readonly #html: string;
  constructor(html: string) {
    this.#html = html;
  }
  toString(): string {
    return this.#html;
  }
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** An absolute http or https address without user name, or undefined. */
export function readLink(text: string): string | undefined {
  const trimmed = text.trim();
  if (!/^https?:\/\/[^\s\\]+$/i.test(trimmed)) return undefined;
  try {
    const url = new URL(trimmed);
    return url.username || url.password || !url.hostname.includes('.') ? undefined : url.href;
  } catch {
    return undefined;
  }
}

import type { Settings } from '../settings/settings.ts';
import { escapeHtml } from '../shared/html.ts';
import { latestChange, type News } from './news.ts';

const BEGINNING = '2000-01-01T00:00:00.000Z';

/** Atom (RFC 4287). Equal news give equal bytes. */
export function atomFeed(news: News[], settings: Settings, baseUrl: string): string {
  const updated = latestChange(news) ?? BEGINNING;
  const entries = news.map(
    (item) => `<entry><id>${xml(item.id)}</id><title>${xml(item.title)}</title><link href="${xml(item.url)}"/>
<published>${item.published}</published><updated>${item.updated}</updated>
<content type="html">${xml(item.html)}</content></entry>\n`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<id>${xml(baseUrl)}/feed.xml</id><title>${xml(settings.groupName)}</title><updated>${updated}</updated>
<author><name>${xml(settings.groupName)}</name></author>
<link rel="self" href="${xml(baseUrl)}/feed.xml"/><link href="${xml(baseUrl)}/"/>
${entries.join('')}</feed>
`;
}

function xml(text: string): string {
  // XML 1.0 allows no control characters but tab and line breaks.
  return escapeHtml(text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ''));
}

/** JSON Feed 1.1. */
export function jsonFeed(news: News[], settings: Settings, baseUrl: string): string {
  const items = news.map((item) => ({
    id: item.id,
    url: item.url,
    title: item.title,
    content_html: item.html,
    date_published: item.published,
    date_modified: item.updated,
  }));
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: settings.groupName,
    description: settings.lead,
    home_page_url: `${baseUrl}/`,
    feed_url: `${baseUrl}/feed.json`,
    language: 'sv',
    items,
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

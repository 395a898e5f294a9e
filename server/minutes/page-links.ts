import type { MinutesContent } from './minutes.ts';

/** Pages of this site that are always there. */
const PAGES = new Set(
  '/ /moten /kalender /kalender.ics /kalender/alla.ics /om /integritet /tillganglighet /forslag /prenumerera /teman /uppfoljningar /sok /feed.xml /feed.json /data/moten.csv /data/moten.json'.split(
    ' ',
  ),
);
/** Pages that are told by a number or a secret: what is there cannot be told by the path. */
const UNTOLD = /^\/(?:forslag|underlag|admin|prenumeration|svar|medverkan|uppfoljning)\//;
const PLACE = /^(?:kommande-moten|uppfoljning-\d+)?$/;

/** Tells whether a link goes to a page of this site, or a place on the page, that does not exist. Links to others are never dead. */
export function deadLinkTest(
  content: Pick<MinutesContent, 'sections'>,
  addresses: ReadonlySet<string>,
  baseUrl: string,
): (target: string) => boolean {
  const ids = new Set(content.sections.map(({ id }) => id));
  const origin = new URL(baseUrl).origin;
  return (target) => {
    if (target.startsWith('#')) return !ids.has(target.slice(1)) && !PLACE.test(target.slice(1));
    const isOwn = target.startsWith('/') && !target.startsWith('//');
    if (!isOwn && !target.startsWith(`${origin}/`)) return false;
    const { pathname } = new URL(target, origin);
    const path = pathname.replace(/(?<=.)\/$/, '');
    return !PAGES.has(path) && !UNTOLD.test(path) && !addresses.has(path.replace(/\.(?:ics|json|md)$/, ''));
  };
}

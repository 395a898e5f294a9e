import type { Feed } from './feed.ts';

export type FeedMemory = (
  name: string,
  version: string,
  build: () => Promise<Feed | undefined>,
) => Promise<Feed | undefined>;

/**
 * Keeps each finished feed until its version changes. The version must be read before what the feed is built of:
 * what changes in between is then built again. What does not exist is not kept.
 */
export function createFeedMemory(): FeedMemory {
  const kept = new Map<string, { version: string; feed: Feed }>();
  return async (name, version, build) => {
    const known = kept.get(name);
    if (known?.version === version) return known.feed;
    const feed = await build();
    if (feed) kept.set(name, { version, feed });
    else kept.delete(name);
    return feed;
  };
}

/** Choices and no words of one's own: a reason must not tell what was struck. */
export const REASONS = {
  health: 'Känslig uppgift, till exempel om hälsa',
  child: 'Uppgift om ett barn',
  asked: 'Någon har bett om det',
  wrong: 'Uppgiften var fel',
  other: 'Annat skäl',
} as const;

export type Reason = keyof typeof REASONS;

export function isReason(value: string): value is Reason {
  return Object.hasOwn(REASONS, value);
}

/** What the log keeps of a strike: why and how much, never the words. */
export interface Summary {
  reason: Reason;
  places: number;
  mails: number;
}

export function summaryIn(detail: string | null): Summary | undefined {
  const [, reason = '', places, mails] = /^(\w+), (\d+) places, (\d+) mails$/.exec(detail ?? '') ?? [];
  return isReason(reason) ? { reason, places: Number(places), mails: Number(mails) } : undefined;
}

export function summaryText({ reason, places, mails }: Summary): string {
  return `${reason}, ${places} places, ${mails} mails`;
}

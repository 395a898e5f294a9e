import type { AgendaKind, SpeakerAnswer } from '../../db/tables/meetings.ts';
import type { ProposalState } from '../../db/tables/proposals.ts';
import type { SectionKind } from '../minutes/minutes.ts';

export interface Person {
  name: string;
  role: string | null;
  organisation: string | null;
}

export interface ExampleSection {
  heading: string;
  kind: SectionKind;
  speakers?: Person[];
  text: string;
  /** Each a question with its answers. */
  questions?: [question: string, ...answers: string[]][];
}

export interface ExampleItem {
  title: string;
  kind: AgendaKind;
  minutes?: number;
  speakers?: [Person, SpeakerAnswer][];
}

/** In texts, "{möte+1}" is the day of the next meeting in the plan, "{möte-1}" of the one before. */
export interface PastExample {
  theme: string;
  part?: string;
  description: string;
  /** Where it was, when not at the usual place. */
  place?: string;
  organisations?: string[];
  /** Without them nobody has written any. */
  minutes?: { summary: string; sections: ExampleSection[]; draft?: boolean; correction?: string };
}

export interface ComingExample {
  state: 'tentative' | 'confirmed' | 'cancelled';
  theme?: string;
  part?: string;
  description: string;
  announced?: true;
  twoDates?: true;
  reason?: string;
  items: ExampleItem[];
}

export interface ExampleProposal {
  title: string;
  text: string;
  email?: string;
  /** Who can speak about it. */
  speaker?: string;
  supporters?: number;
  /** Others who can speak about it. */
  offers?: readonly { name: string; email: string; text: string }[];
  /** The title of the one that it is grouped with, which comes before it. */
  sameAs?: string;
  theme?: string;
  /** Months ago. */
  age: number;
  /** Taken away by the secretary, or not yet read by her. */
  hidden?: true;
  unread?: true;
  /** Oldest first; `meeting` counts backwards in the plan: -1 is the latest past one, 1 the next. */
  trail: { state: ProposalState; answer: string; meeting?: number }[];
}

export type SectionKind = 'talk' | 'other-business' | 'postponed' | 'text';

export type Speaker = { name: string; role: string | null; organisation: string | null };

export type Question = { question: string; answers: string[] };

export type RecognisedSection = {
  heading: string | null;
  level: 1 | 2;
  kind: SectionKind;
  speakers: Speaker[];
  questions: Question[];
  markdown: string;
};

export type UpcomingMeeting = {
  dates: string[];
  status: 'confirmed' | 'tentative';
  theme: string | null;
  speakers: Speaker[];
};

export type Uncertainty = { field: string; why: string; source: string };

export type RecognisedMeeting = {
  file: string;
  kind: 'minutes' | 'announcement';
  date: string | null;
  start: string | null;
  end: string | null;
  place: string | null;
  online: string | null;
  theme: string | null;
  sections: RecognisedSection[];
  upcoming: UpcomingMeeting[];
  contact: string | null;
  uncertain: Uncertainty[];
};

// Dead links stand beside the meetings: a source that only has them is not uncertain about the meeting.
export type Recognition = {
  meetings: RecognisedMeeting[];
  deadLinks: Uncertainty[];
  reason: string | null;
};

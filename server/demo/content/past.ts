import type { PastExample } from '../example.ts';
import { evenings, places, violence } from './evenings-and-places.ts';
import { children, firstJob, language, relatives, reuse } from './language-and-work.ts';
import { loneliness, moneyOne, moneyTwo } from './loneliness-and-money.ts';

/** The latest one first. */
export const PAST: PastExample[] = [
  loneliness,
  moneyTwo,
  moneyOne,
  evenings,
  places,
  violence,
  language,
  reuse,
  firstJob,
  relatives,
  children,
];

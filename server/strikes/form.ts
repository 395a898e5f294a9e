import {
  checked,
  lineField,
  rawField,
  textField,
  tooLong,
  type Body,
  type Errors,
} from '../shared/fields.ts';
import type { Passage } from './passage.ts';
import type { Reach } from './place.ts';

const SHORTEST = 2;
const LONGEST = 2000;

export interface StrikeForm extends Reach {
  text: string;
  instead: string;
  seen: string;
}

export function readStrikeForm(body: Body): StrikeForm {
  return {
    text: textField(body, 'text'),
    instead: lineField(body, 'instead'),
    loose: checked(body, 'loose') === 1,
    elsewhere: checked(body, 'elsewhere') === 1,
    seen: rawField(body, 'seen').slice(0, 40),
  };
}

export function strikeFaults({ text, instead }: StrikeForm): Errors {
  const errors: Errors = {};
  const letters = text.replace(/\s+/g, ' ');
  const isWord = /[\p{L}\p{N}]/u.test(letters);
  if (!letters) errors['text'] = 'Skriv eller klistra in det som ska strykas.';
  else if (letters.length < SHORTEST) errors['text'] = 'Texten är för kort. Skriv minst två tecken.';
  else if (!isWord) errors['text'] = 'Skriv minst en bokstav eller siffra.';
  const long = tooLong(text, LONGEST);
  if (long) errors['text'] = long;
  const longInstead = tooLong(instead, 200);
  if (longInstead) errors['instead'] = longInstead;
  return errors;
}

export function passageOf({ text, instead, loose }: StrikeForm): Passage {
  return { text, instead, loose };
}

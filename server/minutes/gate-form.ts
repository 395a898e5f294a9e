import { rawField, textField, tooLong, type Body } from '../shared/fields.ts';

/** The button that was pressed in the review. */
export type Choice =
  | { kind: 'summary' }
  /** The finding with the key; `at` is its place in the list, to tell it from others with the same words. */
  | { kind: 'remedy'; at: number; key: string; remedy: number }
  | { kind: 'own'; at: number; key: string; text: string }
  | { kind: 'stand'; at: number; key: string; reason: string }
  | { kind: 'back'; key: string }
  | { kind: 'place'; section: string }
  | { kind: 'drop' };

export interface GateForm {
  /** The number of the revision that the page showed. */
  revision: number;
  /** Undefined when the form has none. */
  summary: string | undefined;
  choice: Choice;
}

const KEY = '[\\w-]{10,64}';
const BUTTON = new RegExp(`^(skriv|egna|sta):(\\d{1,5}):(${KEY})(?::(\\d{1,2}))?$`);

export function readGateForm(body: Body): GateForm {
  return {
    revision: Number(/^\d{1,6}$/.exec(rawField(body, 'revision'))?.[0] ?? -1),
    summary: body && Object.hasOwn(body, 'summary') ? textField(body, 'summary') : undefined,
    choice: readChoice(body, rawField(body, 'do')),
  };
}

function readChoice(body: Body, button: string): Choice {
  const [, verb, number, key = '', remedy = '0'] = BUTTON.exec(button) ?? [];
  const at = Number(number);
  if (verb === 'skriv') return { kind: 'remedy', at, key, remedy: Number(remedy) };
  if (verb === 'egna') return { kind: 'own', at, key, text: textField(body, `ord-${at}`) };
  if (verb === 'sta') return { kind: 'stand', at, key, reason: textField(body, `skal-${at}`) };
  const back = new RegExp(`^angra:(${KEY})$`).exec(button)?.[1];
  if (back) return { kind: 'back', key: back };
  if (button === 'placera') return { kind: 'place', section: rawField(body, 'avsnitt') };
  return { kind: button === 'kasta' ? 'drop' : 'summary' };
}

/** What is wrong with the form, by the name of its field. */
export function gateFault({ summary, choice }: GateForm): Record<string, string> {
  const long = summary === undefined ? undefined : tooLong(summary, 2000);
  if (long) return { summary: long };
  if (choice.kind === 'stand') {
    const fault = choice.reason
      ? tooLong(choice.reason, 500)
      : 'Skriv varför det får stå kvar. Det kan stå kort.';
    return fault ? { [`skal-${choice.at}`]: fault } : {};
  }
  const fault = choice.kind === 'own' ? tooLong(choice.text, 10_000) : undefined;
  return fault && choice.kind === 'own' ? { [`ord-${choice.at}`]: fault } : {};
}

import type { Block } from './blocks.ts';
import { answerText, isAnswer } from './blocks.ts';
import { plainText } from './inline-markdown.ts';
import type { Question } from './recognised.ts';

export function questionsIn(blocks: Block[]): Question[] {
  const questions: Question[] = [];
  blocks.forEach((block, n) => {
    if (isQuestion(block) && isAnswer(blocks[n + 1])) {
      questions.push({
        question: plainText(block.text).replace(/^(?:fråga|f) ?: ?/i, ''),
        answers: answersFrom(blocks, n + 1),
      });
    }
  });
  return questions;
}

function isQuestion(block: Block): block is Block & { kind: 'paragraph' } {
  return block.kind === 'paragraph' && !isAnswer(block) && plainText(block.text).endsWith('?');
}

function answersFrom(blocks: Block[], start: number): string[] {
  const rest = blocks.slice(start);
  const end = rest.findIndex((block) => !isAnswer(block));
  return (end < 0 ? rest : rest.slice(0, end)).flatMap((block) =>
    block.kind === 'paragraph' ? [plainText(answerText(block.text))] : [],
  );
}

/** Items of past meetings that were not held; `meeting` counts in the plan: 1 is the next. */
export const PUT_OFF: { title: string; reason: string; meeting?: number }[] = [
  { title: 'Brev från inkassobolag', reason: 'tiden räckte inte', meeting: 2 },
  { title: 'Film från utbildningen', reason: 'tekniken krånglade' },
];

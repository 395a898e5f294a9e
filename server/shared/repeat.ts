export interface Repeated {
  /** Waits for the round that runs. */
  stop: () => Promise<void>;
}

/** Does the work at once and again after each pause, until stopped. A round that fails is told and tried again. */
export function repeat(
  work: () => Promise<void>,
  pauseMs: number,
  failed: (error: unknown) => void,
): Repeated {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();
  const go = () => {
    running = work()
      .catch(failed)
      .then(() => {
        if (!stopped) timer = setTimeout(go, pauseMs);
      });
  };
  go();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

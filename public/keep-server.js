/** Hands in what was typed: what the server says to it, or in which state it could not be handed in. */
const PATIENCE_MS = 20_000;

export async function handIn(address, body) {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (answer.status === 401) return { state: 'signed-out' };
    if (!answer.headers.get('content-type')?.includes('json')) return { state: 'broken' };
    const said = await answer.json();
    return answer.ok ? { kept: said } : { state: 'refused', words: said.fault };
  } catch {
    return { state: 'offline' };
  }
}

// No static imports here: better-sqlite3 crashes an old Node when it loads, so the version is looked at first.
export async function withRuntime(work) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 26) {
    process.stderr.write(
      `Gemensam behöver Node 26, och det här är ${process.versions.node}. Installera Node 26, eller npm 11.6 och kör "npm ci" igen.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  await work();
}

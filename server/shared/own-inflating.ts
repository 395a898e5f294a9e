/**
 * For a thread that reads files from outside. What the runtime has unpacked for it stays in memory when the thread is ended
 * half-way; without the runtime's stream, pdf.js unpacks by itself, in memory that goes with the thread.
 */
Reflect.deleteProperty(globalThis, 'DecompressionStream');

/** A broken rule; the message is Swedish and is shown to the person. */
export class Refused extends Error {}
export class NotFound extends Error {}
export class Forbidden extends Error {}

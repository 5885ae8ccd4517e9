// What went wrong, in words for the person at the workbook: what happened, and what to do about it.
export class Trouble extends Error {
  // kind: away (no service), busy (it says to wait), key (it does not know the key), refused (it says why),
  // workbook (Excel says why)
  constructor(kind, what, remedy = '', code = '') {
    super(what);
    this.kind = kind;
    this.remedy = remedy;
    this.code = code;
  }
  get sentence() {
    return this.remedy ? this.message + ' ' + this.remedy : this.message;
  }
}

export const asTrouble = (error) => error instanceof Trouble ? error :
  new Trouble('workbook', 'Excel could not do this: ' + (error?.message ?? error), 'Try once more; if it happens again, save the ' +
    'workbook, close it and open it again.');

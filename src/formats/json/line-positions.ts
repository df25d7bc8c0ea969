const newLine = 10;

/** Turns byte offsets of a text that arrives in pieces into lines and columns, for offsets in the piece at hand. */
export interface LinePositions {
  /** Announces the next piece. */
  next(bytes: Uint8Array): void;
  /** Line and column (both from 1, columns in bytes) of an offset; offsets must not decrease from call to call. */
  at(offset: number): { readonly line: number; readonly column: number };
  /** The offset after the last byte of the pieces so far. */
  readonly end: number;
}

/** Creates {@link LinePositions}. Amortised O(bytes). */
export function createLinePositions(): LinePositions {
  let piece: Uint8Array = new Uint8Array(0);
  let pieceStart = 0;
  let scanned = 0;
  let line = 1;
  let lineStart = 0;
  const scanTo = (offset: number): void => {
    while (scanned < offset) {
      const found = piece.indexOf(newLine, scanned - pieceStart);
      if (found < 0 || pieceStart + found >= offset) {
        scanned = offset;
        return;
      }
      line++;
      scanned = pieceStart + found + 1;
      lineStart = scanned;
    }
  };
  return {
    next(bytes) {
      scanTo(pieceStart + piece.length);
      pieceStart += piece.length;
      piece = bytes;
    },
    at(offset) {
      scanTo(Math.min(offset, pieceStart + piece.length));
      return { line, column: Math.max(1, offset - lineStart + 1) };
    },
    get end() {
      return pieceStart + piece.length;
    },
  };
}

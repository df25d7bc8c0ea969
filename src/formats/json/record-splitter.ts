import { TextDecoder } from 'node:util';
import { Tokenizer, TokenParser, TokenParserError, TokenType } from '@streamparser/json';
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { importError, type InputPlace } from '../input/index.ts';
import { createLinePositions, type LinePositions } from './line-positions.ts';
import { maxDepth, type RecordSink } from './source-record.ts';

type Token = Parameters<Tokenizer['onToken']>[0];

/** An array that holds objects, pages or further arrays; `isPage` for the `value` of a page, which holds objects only. */
interface ListFrame {
  readonly kind: 'list';
  readonly isPage: boolean;
  expects: 'valueOrEnd' | 'value' | 'commaOrEnd';
}

/** An object that is a record, or a page once its `value` turns out to be an array. */
interface ObjectFrame {
  readonly kind: 'object';
  readonly line: number;
  readonly record: number;
  readonly members: { [key: string]: JsonValue };
  expects: 'keyOrEnd' | 'key' | 'colon' | 'value' | 'commaOrEnd';
  key: string;
  isPage: boolean;
}

/** Splits JSON text that arrives in pieces into records. */
export interface RecordSplitter {
  write(text: string): void;
  /** Must be called once after the last piece. */
  end(): void;
}

/** Where a splitter stands. */
interface SplitterState {
  readonly file: string;
  readonly sink: RecordSink;
  readonly positions: LinePositions;
  readonly frames: (ListFrame | ObjectFrame)[];
  records: number;
  /** A value that is assembled as a whole, with the nesting that is still open. */
  capture: { depth: number; readonly parser: TokenParser } | undefined;
}

/**
 * Creates a {@link RecordSplitter} for one file: a page (`{"value": […]}`), an array of pages, an array of objects, one
 * object, or several of these one after another. Only one record is held at a time. Keys such as `__proto__` are plain data.
 * `write` and `end` throw a ToolError with the line and column (`import/invalid-json`, `import/truncated`,
 * `import/nested-too-deeply`).
 */
export function createRecordSplitter(file: string, sink: RecordSink): RecordSplitter {
  const positions = createLinePositions();
  const state: SplitterState = { file, sink, positions, frames: [], records: 0, capture: undefined };
  const tokenizer = createTokenizer(
    (token) => takeToken(state, token),
    (offset) => {
      throw importError('import/invalid-json', placeAt(state, offset ?? positions.end), 'this is no JSON.');
    },
  );
  return {
    write(text) {
      const bytes = Buffer.from(text, 'utf8');
      positions.next(bytes);
      tokenizer.write(bytes);
    },
    end() {
      tokenizer.onError = () => undefined;
      tokenizer.end();
      if (state.frames.length > 0 || state.capture !== undefined || !tokenizer.isEnded) {
        throw importError(
          'import/truncated',
          placeAt(state, positions.end),
          'the file ends in the middle of the data.',
        );
      }
    },
  };
}

function takeToken(state: SplitterState, token: Token): void {
  const frame = state.frames.at(-1);
  if (state.capture !== undefined) feedCapture(state, token);
  else if (frame?.kind === 'list') takeInList(state, frame, token);
  else if (frame?.kind === 'object') takeInObject(state, frame, token);
  else if (token.token === TokenType.LEFT_BRACE) openObject(state, token, false);
  else if (token.token === TokenType.LEFT_BRACKET) openList(state, token, false);
  else fail(state, token, 'an object or a list of objects');
}

function takeInList(state: SplitterState, frame: ListFrame, token: Token): void {
  if (frame.expects === 'commaOrEnd') {
    if (token.token === TokenType.COMMA) frame.expects = 'value';
    else if (token.token === TokenType.RIGHT_BRACKET) state.frames.pop();
    else fail(state, token, '"," or "]"');
  } else if (token.token === TokenType.LEFT_BRACE) {
    frame.expects = 'commaOrEnd';
    openObject(state, token, frame.isPage);
  } else if (token.token === TokenType.LEFT_BRACKET && !frame.isPage) {
    frame.expects = 'commaOrEnd';
    openList(state, token, false);
  } else if (token.token === TokenType.RIGHT_BRACKET && frame.expects === 'valueOrEnd') state.frames.pop();
  else fail(state, token, 'an object');
}

function takeInObject(state: SplitterState, frame: ObjectFrame, token: Token): void {
  if (frame.expects === 'value') takeMember(state, frame, token);
  else if (frame.expects === 'colon') {
    if (token.token !== TokenType.COLON) fail(state, token, '":"');
    frame.expects = 'value';
  } else if (frame.expects === 'commaOrEnd') {
    if (token.token === TokenType.COMMA) frame.expects = 'key';
    else if (token.token === TokenType.RIGHT_BRACE) closeObject(state, frame);
    else fail(state, token, '"," or "}"');
  } else if (token.token === TokenType.STRING) {
    frame.key = String(token.value);
    frame.expects = 'colon';
  } else if (token.token === TokenType.RIGHT_BRACE && frame.expects === 'keyOrEnd') closeObject(state, frame);
  else fail(state, token, 'a key in quotation marks');
}

function takeMember(state: SplitterState, frame: ObjectFrame, token: Token): void {
  frame.expects = 'commaOrEnd';
  const { key } = frame;
  if (token.token === TokenType.LEFT_BRACKET && key === 'value') {
    // The object was counted as a record when it opened; it is a page.
    if (!frame.isPage) state.records--;
    frame.isPage = true;
    openList(state, token, true);
  } else if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) {
    startCapture(state, token, (value) => {
      frame.members[key] = value;
    });
  } else if (isScalar(token)) frame.members[key] = token.value;
  else fail(state, token, 'a value');
}

function openObject(state: SplitterState, token: Token, isPageElement: boolean): void {
  state.records++;
  const { line } = state.positions.at(token.offset);
  const number = state.records;
  if (isPageElement) {
    const context = contextOf(state);
    startCapture(state, token, (value) => {
      state.sink.onRecord({ value: value as JsonObject, line, number, context });
    });
    return;
  }
  checkDepth(state, token, state.frames.length + 1);
  const members = Object.create(null) as { [key: string]: JsonValue };
  state.frames.push({ kind: 'object', line, record: number, members, expects: 'keyOrEnd', key: '', isPage: false });
}

function openList(state: SplitterState, token: Token, isPage: boolean): void {
  checkDepth(state, token, state.frames.length + 1);
  state.frames.push({ kind: 'list', isPage, expects: 'valueOrEnd' });
}

function closeObject(state: SplitterState, frame: ObjectFrame): void {
  state.frames.pop();
  if (frame.isPage) state.sink.onPage(frame.members);
  else state.sink.onRecord({ value: frame.members, line: frame.line, number: frame.record, context: undefined });
}

function startCapture(state: SplitterState, token: Token, done: (value: JsonValue) => void): void {
  const parser = new TokenParser({ paths: ['$'], keepStack: true });
  parser.onValue = ({ value }) => done(value as JsonValue);
  state.capture = { depth: 0, parser };
  feedCapture(state, token);
}

function feedCapture(state: SplitterState, token: Token): void {
  const { capture } = state;
  if (capture === undefined) return;
  const { parser } = capture;
  parser.onError = (error) => {
    // It also reports what its callbacks throw as its own errors.
    if (!(error instanceof TokenParserError)) throw error;
    throw importError('import/invalid-json', placeAt(state, token.offset), `${nameToken(token)} cannot stand here.`);
  };
  if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) capture.depth++;
  if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) capture.depth--;
  checkDepth(state, token, capture.depth + state.frames.length);
  if (capture.depth === 0) state.capture = undefined;
  parser.write(token);
}

function contextOf(state: SplitterState): string | undefined {
  const page = state.frames.findLast((frame) => frame.kind === 'object' && frame.isPage);
  const context = page?.kind === 'object' ? page.members['@odata.context'] : undefined;
  return typeof context === 'string' ? context : undefined;
}

function checkDepth(state: SplitterState, token: Token, depth: number): void {
  if (depth <= maxDepth) return;
  throw importError(
    'import/nested-too-deeply',
    placeAt(state, token.offset),
    `there are more than ${maxDepth} levels of nesting.`,
  );
}

function placeAt(state: SplitterState, offset: number): InputPlace {
  return { file: state.file, ...state.positions.at(offset), record: Math.max(1, state.records) };
}

function fail(state: SplitterState, token: Token, expected: string): never {
  const message = `expected ${expected}, found ${nameToken(token)}.`;
  throw importError('import/invalid-json', placeAt(state, token.offset), message);
}

function createTokenizer(onToken: (token: Token) => void, onError: (offset: number | undefined) => never): Tokenizer {
  const tokenizer = new Tokenizer({ stringBufferSize: 64 * 1024 });
  keepByteOrderMarks(tokenizer);
  let thrown: unknown;
  tokenizer.onToken = (token) => {
    try {
      onToken(token);
    } catch (error) {
      thrown = error;
      throw error;
    }
  };
  // The tokenizer reports what its callbacks throw as its own errors.
  tokenizer.onError = (error) => {
    if (thrown !== undefined) throw thrown as Error;
    const position = /absolute position "(\d+)"/.exec(error.message)?.[1];
    onError(position === undefined ? undefined : Number(position));
  };
  return tokenizer;
}

/**
 * The tokenizer decodes each text as if it were a file, and takes U+FEFF at its start for a byte order mark. There is no option
 * for it; a test holds the library to having this decoder.
 */
function keepByteOrderMarks(tokenizer: Tokenizer): void {
  const { bufferedString } = tokenizer as unknown as { readonly bufferedString: { decoder: TextDecoder } };
  bufferedString.decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
}

function isScalar(token: Token): boolean {
  return [TokenType.STRING, TokenType.NUMBER, TokenType.TRUE, TokenType.FALSE, TokenType.NULL].includes(token.token);
}

function nameToken(token: Token): string {
  if (token.token === TokenType.STRING) return `the text ${JSON.stringify(String(token.value).slice(0, 40))}`;
  return JSON.stringify(token.value);
}

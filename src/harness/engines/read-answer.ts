import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result } from '../../base/index.ts';
import type { EngineAnswer } from './engine-port.ts';

/**
 * Reads an answer of the line protocol; unknown members are ignored, so that engines may say more. Fails with a sentence about
 * what is wrong with it.
 */
export function readAnswer(value: JsonObject): Result<EngineAnswer, string> {
  const verdict = value['verdict'];
  const error = value['error'];
  if (verdict !== undefined && error !== undefined) return err('The answer has both "verdict" and "error".');
  if (error !== undefined) return readError(error);
  switch (verdict) {
    case 'member':
    case 'notMember':
      return ok({ verdict });
    case 'undecided':
      return readUndecided(value['needs']);
    case undefined:
      return err('The answer has neither "verdict" nor "error".');
    default:
      return err(`The verdict must be member, notMember or undecided, found ${JSON.stringify(verdict)}.`);
  }
}

function readUndecided(needs: JsonValue | undefined): Result<EngineAnswer, string> {
  if (needs === undefined) return ok({ verdict: 'undecided' });
  const isList = Array.isArray(needs) && needs.every((name) => typeof name === 'string');
  return isList ? ok({ verdict: 'undecided', needs }) : err('"needs" must be an array of attribute names.');
}

function readError(error: JsonValue): Result<EngineAnswer, string> {
  if (!isJsonObject(error)) return err('"error" must be an object with "kind".');
  const { kind, code, message } = error;
  if (typeof kind !== 'string') return err('The error has no "kind".');
  return ok({
    error: {
      kind,
      ...(typeof code === 'string' ? { code } : {}),
      ...(typeof message === 'string' ? { message } : {}),
    },
  });
}

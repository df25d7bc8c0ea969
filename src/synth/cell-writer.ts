import { hashText } from '../base/index.ts';
import { type ColumnDraft, notKnownCode, nullCode, type PopulationDraft } from '../model/index.ts';
import { chance, randomFor } from './pick.ts';
import type { SynthSettings } from './synth-options.ts';

/** Writes encoded values (see encodeValue of the model) straight into columns: the only way that is fast enough. */
export interface CellWriter {
  /** Writes a value or null; now and then the cell is left out of the export, if the settings say so. */
  write(row: number, name: string, text: string | null): void;
  /** Like `write`, but some cells stay null: each property has its own share between 2 and 6 %. */
  writeUsually(row: number, name: string, text: string | null): void;
}

interface Target {
  readonly column: ColumnDraft;
  readonly nullShare: number;
  readonly mayBeLacking: boolean;
}

/** Creates the writer for one population. */
export function createCellWriter(population: PopulationDraft, settings: SynthSettings): CellWriter {
  const targets = new Map<string, Target>();
  const nulls = randomFor(settings.seed, `nulls of ${population.type}`);
  const lacking = randomFor(settings.seed, `not known of ${population.type}`);
  const targetOf = (name: string): Target => {
    let target = targets.get(name);
    if (target === undefined) {
      const column = population.columnDraft(name);
      const nullShare = 0.02 + (hashText(name).low % 401) / 10_000;
      target = { column, nullShare, mayBeLacking: column.definition.isRequired !== true };
      targets.set(name, target);
    }
    return target;
  };
  const put = (target: Target, row: number, text: string | null): void => {
    if (settings.notKnown > 0 && target.mayBeLacking && chance(lacking, settings.notKnown)) {
      target.column.setCode(row, notKnownCode);
    } else if (text === null || text === '') target.column.setCode(row, nullCode);
    else target.column.setText(row, text);
  };
  return {
    write: (row, name, text) => put(targetOf(name), row, text),
    writeUsually: (row, name, text) => {
      const target = targetOf(name);
      put(target, row, chance(nulls, target.nullShare) ? null : text);
    },
  };
}

import { type SourceText, ToolError } from '../base/index.ts';
import { type Diagnostic, DiagnosticsError } from '../diagnostics/index.ts';
import { type ExtendedCatalogue, extendCatalogue, standardCatalogue } from '../licensing/index.ts';

/**
 * The built-in license catalogue, extended by the texts of files, one after the other: what a later one states wins.
 * @throws DiagnosticsError with every fault of the first file that has one (exit code 3).
 */
export async function readLicenseCatalogue(files: readonly SourceText[]): Promise<ExtendedCatalogue> {
  let catalogue = standardCatalogue();
  const warnings: Diagnostic[] = [];
  if (files.length === 0) return { catalogue, warnings };
  const formats = await import('../formats/index.ts');
  for (const source of files) {
    const overrides = formats.readLicenseCatalogue(source);
    if (!overrides.ok) throw toError(source, overrides.error);
    const extended = extendCatalogue(catalogue, overrides.value);
    if (!extended.ok) throw toError(source, extended.error);
    catalogue = extended.value.catalogue;
    warnings.push(...extended.value.warnings);
  }
  return { catalogue, warnings };
}

function toError({ name }: SourceText, faults: readonly Diagnostic[]): ToolError {
  const [first, ...more] = faults;
  if (first !== undefined) return new DiagnosticsError(first, more);
  return new ToolError({ code: 'license/unreadable', message: `"${name}" cannot be read.` });
}

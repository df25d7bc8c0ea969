import { canonicalJson, guidFromWords, hashText } from '../../base/index.ts';

export function licenseAssignmentId(p: object): string {
  return idOf('licenseAssignment', p);
}
export function servicePlanAssignmentId(p: object): string {
  return idOf('servicePlanAssignment', p);
}
function idOf(type: string, p: object): string {
  const text = `${type} ${canonicalJson({ ...p })}`;
  const a = hashText(text);
  const b = hashText(text, a);
  return guidFromWords(a.high, a.low, b.high, b.low);
}

/** Error texts of the service that the suite knows by number (spec licensing 16); other texts have none. */
const texts: readonly (readonly [number: string, pattern: RegExp])[] = [
  ['E1', /^License assignment cannot be done for user with invalid usage location\.$/],
  ['E2', /^Subscription with SKU \S+ does not have any available licenses\.$/],
  ['E3', /^License assignment failed because service plans .+ are mutually exclusive\.?$/],
  ['E4', /^License assignment failed because service plan .+ depends on the service plan\(s\) .+$/],
  ['E5', /^License \S+ does not correspond to a valid company License\.$/],
  ['E6', /^User does not have a corresponding license\.$/],
  ['E7', /^User license is inherited from a group membership and it cannot be removed directly from the user\.$/],
  ['E9', /^Another object with the same value for property proxyAddresses already exists\.$/],
  ['E10', /^License .+ cannot be assigned to a user\.$/],
  ['E11', /^No license changes provided/],
  ['E13', /^Unable to delete the group because there is a product license assigned to the group\./],
];

/** The number of an error text; `other` for texts that are our own. */
export function refusalNumber(message: string): string {
  return texts.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other';
}

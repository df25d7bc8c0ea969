/** Hands out the part of an address before the at sign, each only once. */
export interface AddressBook {
  /** `wanted` itself if it is free, else with the first free number behind it. */
  claim(wanted: string): string;
}

/** Creates an empty book. Amortised O(1) per claim. */
export function createAddressBook(): AddressBook {
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  return {
    claim: (wanted) => {
      let address = wanted;
      if (taken.has(wanted)) {
        let number = nextNumber.get(wanted) ?? 2;
        while (taken.has(`${wanted}${number}`)) number++;
        address = `${wanted}${number}`;
        nextNumber.set(wanted, number + 1);
      }
      taken.add(address);
      return address;
    },
  };
}

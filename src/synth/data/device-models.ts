/** A kind of device that companies hand out or people bring along. */
export interface DeviceKind {
  readonly operatingSystem: string;
  readonly versions: readonly string[];
  readonly models: readonly (readonly [manufacturer: string, model: string])[];
  /** Prefix of the names of company devices. */
  readonly prefix: string;
  /** How often, out of 100 devices. */
  readonly share: number;
  /** Out of 100 of the kind, how many belong to a person. */
  readonly personal: number;
}

/** Makers are fictitious where the rule language does not care. */
export const deviceKinds: readonly DeviceKind[] = [
  {
    operatingSystem: 'Windows',
    versions: ['10.0.26100.4061', '10.0.22631.5335', '10.0.19045.5854', '10.0.22621.1702'],
    models: [
      ['LENOVO', '21HM0033GE'],
      ['Dell Inc.', 'Latitude 5540'],
      ['HP', 'HP EliteBook 840 14 inch G10'],
      ['Microsoft Corporation', 'Surface Laptop 6'],
      ['Microsoft Corporation', 'Cloud PC Enterprise 2vCPU/8GB/128GB'],
    ],
    prefix: 'LT',
    share: 58,
    personal: 8,
  },
  {
    operatingSystem: 'IPhone',
    versions: ['18.5', '18.4.1', '17.7.2'],
    models: [
      ['Apple', 'iPhone 14'],
      ['Apple', 'iPhone 15'],
      ['Apple', 'iPhone SE'],
    ],
    prefix: 'MP',
    share: 20,
    personal: 55,
  },
  {
    operatingSystem: 'AndroidForWork',
    versions: ['14', '15', '13'],
    models: [
      ['samsung', 'SM-A546B'],
      ['Google', 'Pixel 8'],
      ['Zebra Technologies', 'TC26'],
    ],
    prefix: 'MP',
    share: 15,
    personal: 60,
  },
  {
    operatingSystem: 'MacMDM',
    versions: ['15.4.1', '14.7.5'],
    models: [
      ['Apple', 'MacBook Pro'],
      ['Apple', 'MacBook Air'],
    ],
    prefix: 'MB',
    share: 7,
    personal: 10,
  },
];

/** Application ids that manage devices (spec rules 5.2). */
export const managementApps = {
  intune: '0000000a-0000-0000-c000-000000000000',
  coManaged: '54b943f8-d761-4f8d-951e-9cea1846db5a',
} as const;

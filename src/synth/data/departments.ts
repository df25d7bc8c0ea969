/** A department with what hangs on it: the source of every correlated attribute of its people. */
export interface Department {
  readonly name: string;
  /** For names of groups and organizational units: letters only. */
  readonly short: string;
  readonly division: string;
  readonly costCenter: string;
  /** Titles of people without reports, the most common first. */
  readonly roles: readonly string[];
  /** Spellings that people and feeds produce instead of {@link name}. */
  readonly misspellings: readonly string[];
}

/** Departments, largest first: sizes follow this order. A small company has only the first few. */
export const departments: readonly Department[] = [
  department('Sales', 'Sales', 'Commercial', '4100', 'Account Executive|Sales Representative|Inside Sales Specialist', [
    'sales',
    'Sales ',
    'Slaes',
    'Sales Dept.',
  ]),
  department('Manufacturing', 'Manufacturing', 'Operations', '5100', 'Machine Operator|Shift Planner|Assembler', [
    'Manufactoring',
    'manufacturing',
    'Manufacturing ',
  ]),
  department(
    'R&D',
    'Research',
    'Technology',
    '6100',
    'Software Engineer|Hardware Engineer|Test Engineer|Research Scientist',
    ['R and D', 'R & D', 'R&D ', 'RnD', 'Research and Development'],
  ),
  department('Customer Service', 'Service', 'Commercial', '4300', 'Service Agent|Support Specialist|Case Handler', [
    'Customer Services',
    'customer service',
    'Customer  Service',
    'CustomerService',
  ]),
  department('Logistics', 'Logistics', 'Operations', '5200', 'Warehouse Associate|Dispatcher|Fleet Planner', [
    'Logistic',
    'logistics',
    'Logistics ',
  ]),
  department(
    'Information Technology',
    'IT',
    'Technology',
    '6300',
    'Systems Engineer|Help Desk Analyst|Cloud Engineer|Data Engineer',
    ['IT', 'Information technology', 'Information Technology ', 'I.T.'],
  ),
  department('Finance', 'Finance', 'Corporate', '1200', 'Accountant|Financial Analyst|Payroll Clerk', [
    'finance',
    'Finance ',
    'Fiance',
  ]),
  department('Human Resources', 'HR', 'Corporate', '1300', 'HR Business Partner|Recruiter|HR Administrator', [
    'HR',
    'Human Ressources',
    'Human Resources ',
    'human resources',
  ]),
  department('Marketing', 'Marketing', 'Commercial', '4200', 'Content Specialist|Campaign Planner|Brand Specialist', [
    'Marketting',
    'marketing',
    'Marketing ',
    'Mktg',
  ]),
  department('Procurement', 'Procurement', 'Operations', '5300', 'Buyer|Category Specialist|Contract Analyst', [
    'Procurment',
    'Purchasing',
    'Procurement ',
  ]),
  department('Quality', 'Quality', 'Operations', '5400', 'Quality Inspector|Metrology Technician|Auditor', [
    'Quality ',
    'quality',
    'Qualitiy',
  ]),
  department('Facilities', 'Facilities', 'Corporate', '1500', 'Facility Technician|Receptionist|Space Planner', [
    'Facility',
    'facilities',
    'Facilities ',
  ]),
  department('Legal', 'Legal', 'Corporate', '1400', 'Legal Counsel|Paralegal|Compliance Analyst', ['legal', 'Legal ']),
  department('Field Service', 'Field', 'Commercial', '4400', 'Field Engineer|Service Technician|Installer', [
    'FieldService',
    'Field service',
    'Field Services',
  ]),
  department('Product Management', 'Product', 'Technology', '6200', 'Product Owner|Product Analyst|Pricing Analyst', [
    'Product Mgmt',
    'product management',
    'Product Managment',
  ]),
  department(
    'Engineering Services',
    'Engineering',
    'Technology',
    '6400',
    'Design Engineer|CAD Specialist|Draughtsman',
    ['Engineering Service', 'Enginering Services', 'Engineering Services '],
  ),
  department('Health and Safety', 'Safety', 'Operations', '5500', 'Safety Officer|Environment Specialist', [
    'Health & Safety',
    'health and safety',
    'EHS',
  ]),
  department('Training', 'Training', 'Corporate', '1600', 'Trainer|Learning Designer', ['training', 'Training ']),
  department('Information Security', 'Security', 'Technology', '6500', 'Security Analyst|Identity Engineer', [
    'InfoSec',
    'Information security',
    'IT Security',
  ]),
  department('Communications', 'Communications', 'Corporate', '1700', 'Editor|Press Officer', [
    'Communication',
    'communications',
  ]),
  department('Internal Audit', 'Audit', 'Corporate', '1800', 'Internal Auditor|Risk Analyst', [
    'Internal audit',
    'Audit',
  ]),
  department('Strategy', 'Strategy', 'Corporate', '1100', 'Strategy Analyst|Programme Planner', [
    'strategy',
    'Stratgey',
  ]),
];

function department(
  name: string,
  short: string,
  division: string,
  costCenter: string,
  roles: string,
  misspellings: readonly string[],
): Department {
  return { name, short, division, costCenter, roles: roles.split('|'), misspellings };
}

/** Where the head of the company sits; not one of the {@link departments}. */
export const executiveOffice: Department = department(
  'Executive Office',
  'Executive',
  'Corporate',
  '1000',
  'Assistant',
  ['Executive office'],
);

/** Rules that find a secret in plain text: warnings for what lies in Git already, errors for what is about to go there. */
export const secretRules: readonly string[] = ['CV-31', 'HF-14', 'JG-7', 'XR-70', 'XR-71'];

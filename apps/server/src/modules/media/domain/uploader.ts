/** Who uploaded a photo, and so may say what it shows. */
export interface Uploader {
  readonly kind: 'owner' | 'staff';
  readonly id: string;
}

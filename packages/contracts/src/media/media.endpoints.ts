import { area, get, post } from '../endpoint.js';

export const mediaEndpoints = area({
  uploadByOwner: { ...post('owner', '/owner/photos', 'Upload a photo: JPEG, PNG or WebP'), raw: 'upload' },
  uploadByStaff: { ...post('staff', '/staff/photos', 'Upload a photo: JPEG, PNG or WebP'), raw: 'upload' },
  photo: { ...get('public', '/photos/:id', 'A photo, by a link signed for hours'), raw: 'download' },
});

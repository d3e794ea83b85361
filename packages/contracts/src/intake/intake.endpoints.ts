import { area, get, post } from '../endpoint.js';

export const importEndpoints = area({
  upload: { ...post('import.run', '/staff/imports', 'Upload an export: CSV or XLSX'), raw: 'upload' },
  list: get('import.run', '/staff/imports', 'Imports, newest first'),
  detail: get('import.run', '/staff/imports/:id', 'One import: mapping, progress, result'),
  run: post('import.run', '/staff/imports/:id/run', 'Run it with a mapping, dry or for real'),
  changeFile: {
    ...get('import.run', '/staff/imports/:id/changes.csv', 'What became of each row, changes from and to'),
    raw: 'download',
  },
  errorFile: {
    ...get('import.run', '/staff/imports/:id/errors.xlsx', 'Error rows with reasons'),
    raw: 'download',
  },
});

import type { CameraPlatform } from './types';

export const camera: CameraPlatform = {
  pick(most) {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = 'image/jpeg,image/png,image/webp';
    input.multiple = most > 1;
    return new Promise((done) => {
      input.onchange = () =>
        done(
          Array.from(input.files ?? [])
            .slice(0, most)
            .map((file) => ({ file })),
        );
      input.oncancel = () => done([]);
      input.click();
    });
  },
  async upload(photo, { url, token }) {
    if (!('file' in photo)) throw new Error('a file is wanted here');
    const form = new FormData();
    form.append('file', photo.file);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(url, { method: 'POST', headers, body: form });
    return { status: answer.status, body: (await answer.json()) as unknown };
  },
};

import Taro from '@tarojs/taro';
import { currentBrand } from '@/shared/theme/brand-store';

/** A short confirmation that needs no answer. At most about 14 characters stay readable. */
export function toast(title: string, kind: 'success' | 'none' = 'none'): void {
  void Taro.showToast({ title, icon: kind, duration: 2000 });
}

interface Question {
  title: string;
  content: string;
  confirmText: string;
  cancelText?: string;
}

/** Asks before something that cannot be taken back. @returns whether the person agreed */
export async function confirm({
  title,
  content,
  confirmText,
  cancelText = '再想想',
}: Question): Promise<boolean> {
  const confirmColor = currentBrand().tones.text;
  const answer = await Taro.showModal({ title, content, confirmText, cancelText, confirmColor });
  return answer.confirm;
}

import { Image, type ImageProps } from '@tarojs/components';

/** On H5 the component draws an `<img>` inside, which has to say that it is silent: the name stands on the outside. */
const silent = process.env.TARO_ENV === 'h5' ? { nativeProps: { alt: '' } } : {};

/** An image; give it a name with `a11y('img', …)` unless the words beside it say what it shows. */
export function Picture(props: ImageProps) {
  return <Image {...props} {...silent} />;
}

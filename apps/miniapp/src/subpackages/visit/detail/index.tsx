import { Text, View } from '@tarojs/components';
import { useState } from 'react';
export default function Page() {
  const [n, setN] = useState(0);
  return (
    <View>
      <Text>subpackages/visit/detail</Text>
      <View onClick={() => setN(n + 1)}>count {n}</View>
    </View>
  );
}

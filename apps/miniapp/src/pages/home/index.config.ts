export default definePageConfig({ navigationBarTitleText: '车伴' });

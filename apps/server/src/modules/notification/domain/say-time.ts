export { sayFullTime as sayTime } from '@cheban/kernel';

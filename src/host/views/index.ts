export { SavedViews } from './savedViews';
export { linkTo, registerViewLinks, ViewLinks } from './viewLinks';

import TwinModel
